import { list, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import { VALUE_TYPES } from '../credential-types';

@SurfaceController(surfaces.optima, { path: 'credential/valuetypes', name: 'valueTypes', tag: 'Credentials' })
export class ValueTypesOptimaController {
  @Route({
    get: '',
    access: signedIn,
    returns: list({ schema: { type: 'string', enum: [...VALUE_TYPES] } }),
    summary: 'List the value types',
    message: 'Value Types Fetched Successfully!',
  })
  list() {
    return [...VALUE_TYPES];
  }
}
