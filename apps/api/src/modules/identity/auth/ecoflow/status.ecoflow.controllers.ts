import { anyone, one, Route, SurfaceController, surfaces } from '@app/contract';
import { UsersService } from '../../users';
import { EcoflowInitStatusDto, EcoflowServerStatusDto, toEcoflowInitStatusDto } from './auth.ecoflow.dto';

@SurfaceController(surfaces.ecoflow, { path: 'init', name: 'init', tag: 'Status' })
export class InitEcoflowController {
  constructor(private readonly users: UsersService) {}

  @Route({
    get: 'status',
    access: anyone,
    returns: one(EcoflowInitStatusDto),
    compatible: { unwrapped: true },
    summary: 'Tell whether set-up is still to be done',
  })
  status() {
    return this.users.any().then(toEcoflowInitStatusDto);
  }
}

@SurfaceController(surfaces.ecoflow, { path: 'server', name: 'server', tag: 'Status' })
export class ServerEcoflowController {
  @Route({
    get: 'isOnline',
    access: anyone,
    returns: one(EcoflowServerStatusDto),
    summary: 'Tell that the server answers',
  })
  isOnline(): EcoflowServerStatusDto {
    return { isServerOnline: true };
  }
}
