import { flag, integer, json, listOf, nullable, record, text, withDefault } from '../shape';
import { info, type RecordOf, resource } from './resource';

export const members = resource(
  'system/members',
  record({
    ...{ id: integer, identifier: text, firstName: nullable(text), lastName: nullable(text) },
    ...{ officeEmail: nullable(text), inactiveFlag: withDefault(flag, false), licenseClass: nullable(text) },
    _info: info,
  }),
);
export type CwMember = RecordOf<typeof members>;

export const userDefinedFields = resource(
  'system/userDefinedFields',
  record({
    ...{ id: integer, podId: nullable(integer), caption: text, sequenceNumber: nullable(integer) },
    ...{ helpText: nullable(text), fieldTypeIdentifier: nullable(text), entryTypeIdentifier: nullable(text) },
    ...{ options: listOf(json), _info: info },
  }),
);
export type CwUserDefinedField = RecordOf<typeof userDefinedFields>;

const named = record({ id: integer, name: text });

export const locations = resource('system/locations', named);
export const departments = resource('system/departments', named);

/** Where ConnectWise tells of changes: `type` of the records, and `level` and `objectId` which of them. */
export const callbackEntries = resource(
  'system/callbacks',
  record({
    ...{ id: integer, description: nullable(text), url: text, type: text, level: text, objectId: nullable(integer) },
    inactiveFlag: withDefault(flag, false),
  }),
);
export type CwCallbackEntry = RecordOf<typeof callbackEntries>;
