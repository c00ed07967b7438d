export { RevealsModule } from './reveals.module';
export { SecureValueReader } from './secure-value-reader';
export { RevealsService, type Reveal } from './reveals.service';
