export * from './properties';
export { InputPipe } from './input.pipe';
export { validateInput } from './validate-input';
export { assertSame } from './assert-same';
