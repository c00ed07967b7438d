export { RevealsModule } from './reveals.module';
export { SecureValueReader, type ReadableCredential } from './secure-value-reader';
export { RevealsService, type Reveal } from './reveals.service';
