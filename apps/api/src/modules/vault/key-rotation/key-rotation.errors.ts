import { defineErrors } from '@app/kernel';

export const KeyRotationError = defineErrors('keyRotation', {
  otherKey: {
    status: 409,
    message: ({ version }) =>
      `This process has another SWITCHYARD_MASTER_KEY: version ${String(version)} is not its newest one`,
    name: 'OtherMasterKey',
  },
  held: { status: 409, message: 'Some secrets were held by other work all the time; start the rotation again' },
});
