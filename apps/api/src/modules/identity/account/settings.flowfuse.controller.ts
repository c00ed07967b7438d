import { anyone, one, Route, SurfaceController, surfaces } from '@app/contract';
import { AppConfig } from '../../../config';
import { FlowfuseSettingsDto, toFlowfuseSettingsDto } from './settings.dto';

@SurfaceController(surfaces.flowfuse, { path: 'settings', name: 'settings', tag: 'Platform' })
export class SettingsFlowfuseController {
  constructor(private readonly config: AppConfig) {}

  @Route({
    get: '',
    access: anyone,
    returns: one(FlowfuseSettingsDto),
    summary: 'Settings for the login screen',
  })
  fetch() {
    return toFlowfuseSettingsDto(this.config);
  }
}
