export { MasterKeyModule } from './master-key.module';
export { MasterKeyProof } from './master-key-proof';
export { SealedTexts, type KeyVersionCount, type PlacedText } from './sealed-texts';
