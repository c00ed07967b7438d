export { totpOf } from './otpauth-uri';
export { checkValue, type Checked } from './value-rules';
export { ValueTypesModule } from './value-types.module';
