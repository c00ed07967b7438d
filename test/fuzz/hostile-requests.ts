import fc from 'fast-check';
import type { Operation } from '../support/agent';
import { isObject, type Json } from '../support/agent/bundle';
import { arbitraryOf, encodeBody, inputsOf, resolved, type RawRequest, type WrittenInputs } from '../support/inputs';
import { encodeText, hostileValue, malformedJson, targetText } from './hostile-values';

const encode = (value: Json): string => encodeText(typeof value === 'string' ? value : JSON.stringify(value));

/** Characters that cannot stand in a request target at all are the client library's business. */
const sendable = (target: string): string =>
  target.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character));

/** Well-formed three times out of four, so that what stands behind validation is reached. */
const orHostile = (wellFormed: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: wellFormed, weight: 3 }, { arbitrary: targetText, weight: 1 });

function targetOf({ template }: Operation, { parameters, schemas }: WrittenInputs): fc.Arbitrary<string> {
  const places = parameters.filter(({ place }) => place === 'path');
  const queries = parameters.filter(({ place }) => place === 'query');
  const values = fc.record(
    Object.fromEntries(places.map(({ name, schema }) => [name, orHostile(arbitraryOf(schema, schemas).map(encode))])),
  );
  const known = fc.record(
    Object.fromEntries(queries.map(({ name, schema }) => [name, orHostile(arbitraryOf(schema, schemas).map(encode))])),
    { requiredKeys: [] },
  );
  const unknown = fc.option(fc.tuple(targetText, targetText), { freq: 4 });
  return fc.tuple(values, known, unknown, fc.boolean()).map(([path, query, extra, repeated]) => {
    const target = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? 'x');
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
    const all = [...pairs, ...(repeated ? pairs : []), ...(extra ? [`${extra[0]}=${extra[1]}`] : [])];
    return sendable(all.length > 0 ? `${target}?${all.join('&')}` : target);
  });
}

/** One property of a well-formed object, if any, exchanged, dropped or added; as text, since some values need that. */
function distorted(value: Json, key: number, how: 'exchange' | 'drop' | 'add' | 'repeat', hostile: string): string {
  if (!isObject(value)) return hostile;
  const entries = Object.entries(value).map(([name, inner]) => [JSON.stringify(name), JSON.stringify(inner)]);
  const at = entries.length > 0 ? key % entries.length : 0;
  const chosen = entries[at]?.[0] ?? '"unknown"';
  const kept = how === 'exchange' || how === 'drop' ? entries.filter((_, index) => index !== at) : entries;
  const added = how === 'drop' ? [] : [[how === 'add' ? '"__proto__"' : chosen, hostile]];
  return `{${[...kept, ...added].map(([name, inner]) => `${name}:${inner}`).join(',')}}`;
}

interface SentBody {
  readonly contentType: string;
  readonly body: string;
}

function bodyOf({ method }: Operation, { body, schemas }: WrittenInputs): fc.Arbitrary<SentBody | undefined> {
  if (method === 'GET') return fc.constant(undefined);
  const json = (content: fc.Arbitrary<string>) =>
    content.map((text) => ({ contentType: 'application/json', body: text }));
  const odd = fc.oneof(json(hostileValue), json(malformedJson));
  if (!body) return fc.option(odd, { nil: undefined, freq: 2 });
  const wellFormed = arbitraryOf(resolved(body.schema, schemas), schemas);
  const how = fc.constantFrom('exchange', 'drop', 'add', 'repeat' as const);
  const changed = fc
    .tuple(wellFormed, fc.nat(20), how, hostileValue)
    .map(([value, key, manner, hostile]) => distorted(value, key, manner as 'exchange', hostile));
  const types = fc.constantFrom(
    ...['text/plain', 'application/xml', 'multipart/form-data', 'application/json; charset=utf-7', 'nonsense', ''],
    ...['application/x-www-form-urlencoded', 'application/json; charset="', 'application/vnd.api+json'],
  );
  const written = fc.constantFrom(...body.contentTypes);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(written, wellFormed)
        .map(([contentType, value]) => ({ contentType, body: encodeBody(contentType, value) })),
    },
    { weight: 8, arbitrary: json(changed) },
    { weight: 2, arbitrary: odd },
    {
      weight: 1,
      arbitrary: fc
        .tuple(types, wellFormed)
        .map(([contentType, value]) => ({ contentType, body: JSON.stringify(value) })),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

const headerText = fc.stringMatching(/^[a-zXYZ019 %;=,"'*/\\{}<>\u00e9]{0,40}$/);

/** Headers that the product or its parsers read. */
const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    'x-request-id': headerText,
    accept: headerText,
    cookie: headerText,
    'x-refresh-token': headerText,
    'x-setup-token': headerText,
    'content-encoding': fc.constantFrom('identity', 'gzip', 'br', 'nonsense'),
    'if-none-match': fc.constant('*'),
    range: fc.constant('bytes=0-1'),
    'x-http-method-override': fc.constant('DELETE'),
  },
  { requiredKeys: [] },
);

/** Requests to an operation: some as documented, most with something wrong. */
export function hostileRequests(operation: Operation): fc.Arbitrary<RawRequest> {
  const inputs = inputsOf(operation);
  const headers = fc.option(oddHeaders, { nil: {}, freq: 4 });
  return fc.tuple(targetOf(operation, inputs), bodyOf(operation, inputs), headers).map(([path, sent, odd]) => ({
    method: operation.method,
    path,
    headers: { ...odd, ...(sent && sent.contentType !== '' && { 'content-type': sent.contentType }) },
    ...(sent && { body: sent.body }),
  }));
}
