import { readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { isObject, type Bundle, type JsonObject } from './bundle';
import { cachedBundle } from './bundle-cache';
import { gated, gateKeyword, type GateContext, declaredKeys } from './field-gate';
import { definitions, toJsonSchema } from './json-schema';
import { operationsOf, OperationTable, type Operation } from './operations';

const folder = path.resolve(__dirname, '../../../openapi');
const ROOT_DOCUMENT = /^([a-z]+(?:\.compatible)?)\.yaml$/;

const pascal = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A documented response, its schemas compiled when first used. */
export interface ResponseContract {
  readonly contentTypes: readonly string[];
  readonly requiredHeaders: readonly string[];
  /** What is wrong with a body, in words. */
  problems(contentType: string, body: unknown, gate: GateContext): string[];
}

/** The schemas of one root document behind one validator. */
class Contract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false, passContext: true });
  private readonly byKey = new Map<string, ValidateFunction>();
  /** By the schema's text: most failures share one. */
  private readonly byText = new Map<string, ValidateFunction>();

  constructor(
    private readonly name: string,
    readonly bundle: Bundle,
  ) {
    addFormats(this.ajv);
    this.ajv.addKeyword(gateKeyword);
    this.ajv.addSchema({ $id: name, $defs: definitions(bundle.schemas) });
  }

  problems(key: string, schema: () => JsonObject, body: unknown, gate: GateContext): string[] {
    let validate = this.byKey.get(key);
    if (!validate) {
      validate = this.compile(schema());
      this.byKey.set(key, validate);
    }
    if (validate.call(gate, body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '', params }) =>
      [`${instancePath || '/'} ${message}`, params.unevaluatedProperty ?? params.allowedValues]
        .filter((part) => part !== undefined)
        .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
        .join(': '),
    );
  }

  private compile(schema: JsonObject): ValidateFunction {
    const text = JSON.stringify(toJsonSchema(schema)).replaceAll('"$ref":"#/', `"$ref":"${this.name}#/`);
    let validate = this.byText.get(text);
    if (!validate) {
      validate = this.ajv.compile(JSON.parse(text) as JsonObject);
      this.byText.set(text, validate);
    }
    return validate;
  }
}

/** All written contracts, and what they say about an answer. One per process: {@link contracts}. */
export class ContractLibrary {
  private readonly byName = new Map<string, Contract>();
  readonly table: OperationTable;

  constructor(from = folder) {
    const operations: Operation[] = [];
    for (const file of readdirSync(from).sort()) {
      const name = ROOT_DOCUMENT.exec(file)?.[1];
      if (name === undefined || name === 'redocly') continue;
      const contract = new Contract(name, cachedBundle(path.join(from, file)));
      this.byName.set(name, contract);
      operations.push(...operationsOf(name, contract.bundle.paths));
    }
    this.table = new OperationTable(operations);
  }

  /** The documented response, or undefined when the operation does not document the status. */
  response({ contract, method, template, definition }: Operation, status: number): ResponseContract | undefined {
    const response = isObject(definition.responses) ? definition.responses[String(status)] : undefined;
    if (!isObject(response)) return undefined;
    const content = isObject(response.content) ? response.content : {};
    const headers = isObject(response.headers) ? response.headers : {};
    const source = this.contract(contract);
    return {
      contentTypes: Object.keys(content),
      requiredHeaders: Object.entries(headers).flatMap(([name, header]) =>
        isObject(header) && header.required === true ? [name] : [],
      ),
      problems(contentType, body, gate) {
        const { schema } = content[contentType] as JsonObject;
        if (!isObject(schema)) return [];
        const make = () => (status < 400 ? withGate(schema, definition, source.bundle) : schema);
        return source.problems(`${method} ${template} ${String(status)} ${contentType}`, make, body, gate);
      },
    };
  }

  /** The keys of a JSON body that the answer keeps where they were sent. */
  keptKeys({ contract, definition }: Operation): string[] {
    const kept = definition['x-field-gate-kept'];
    if (Array.isArray(kept)) return kept as string[];
    const body = definition.requestBody;
    const content = isObject(body) && isObject(body.content) ? body.content : {};
    const json = content['application/json'];
    if (!isObject(json) || !isObject(json.schema)) return [];
    return declaredKeys(json.schema, this.contract(contract).bundle.schemas);
  }

  /** What is wrong with a failure body of a surface, for answers that belong to no operation. */
  errorProblems(surface: string, body: unknown): string[] {
    const name = `${pascal(surface)}Error`;
    const schema = { $ref: `#/components/schemas/${name}` };
    return this.contract(surface).problems(name, () => schema, body, { written: [] });
  }

  private contract(name: string): Contract {
    const contract = this.byName.get(name);
    if (!contract) throw new Error(`No contract openapi/${name}.yaml`);
    return contract;
  }
}

function withGate(schema: JsonObject, definition: JsonObject, { schemas }: Bundle): JsonObject {
  const scope = definition['x-field-gate'];
  if (typeof scope === 'string') return gated(schema, schemas, scope, false);
  const writeScope = definition['x-field-gate-write'];
  return typeof writeScope === 'string' ? gated(schema, schemas, writeScope, true) : schema;
}

let library: ContractLibrary | undefined;

/** The written contracts of this repository, read once per process. */
export const contracts = (): ContractLibrary => (library ??= new ContractLibrary());
