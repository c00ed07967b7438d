export { CallbacksModule } from './callbacks.module';
