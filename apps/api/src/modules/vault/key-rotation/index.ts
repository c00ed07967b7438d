export { KeyRotationModule } from './key-rotation.module';
