export { arbitraryOf } from './arbitrary';
export { problemsOf, sendRaw, type RawAnswer, type RawRequest } from './raw-request';
export { encodeBody, operationName, sampleCall, type CallOverrides } from './sample-call';
export { inputsOf, resolved, type Schemas, type WrittenInputs } from './written-inputs';
