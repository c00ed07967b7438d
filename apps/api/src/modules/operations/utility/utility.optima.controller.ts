import { anyone, none, Route, SurfaceController, surfaces } from '@app/contract';

@SurfaceController(surfaces.optima, { path: '', name: 'utility', tag: 'Utility' })
export class UtilityOptimaController {
  @Route({
    get: 'teapot',
    access: anyone,
    returns: none(),
    status: 418,
    summary: 'Decline to brew coffee',
    message: "I'm a teapot",
  })
  teapot(): void {
    return undefined;
  }
}
