import { stringify } from 'yaml';
import type { ContractDocuments } from '../documents/build-documents';
import { surfaces, type SurfaceName } from '../surfaces';
import { StaticContent } from './static-content';

const JSON_TYPE = 'application/json; charset=utf-8';
const YAML_TYPE = 'application/yaml; charset=utf-8';

type DocumentName = 'json' | 'yaml' | SurfaceName;

/** Every URL path of a document, and which one it answers. */
export const documentPaths: readonly (readonly [path: string, name: DocumentName])[] = [
  ['/api/openapi.json', 'json'],
  ['/api/json', 'json'],
  ['/api/openapi.yaml', 'yaml'],
  ['/api/yaml', 'yaml'],
  ...Object.values(surfaces).map(({ name }) => [`/api/openapi/${name}.json`, name] as const),
  ['/liberty-api.json', 'liberty'],
];

/** The documents as they are sent. They are built once, when the first one is asked for. */
export class ServedDocuments {
  private built: ContractDocuments | undefined;
  private readonly contents = new Map<DocumentName, StaticContent>();

  constructor(private readonly build: () => ContractDocuments) {}

  get(name: DocumentName): StaticContent {
    const known = this.contents.get(name);
    if (known) return known;
    const content = this.serialise(name);
    this.contents.set(name, content);
    return content;
  }

  private serialise(name: DocumentName): StaticContent {
    const { all, bySurface } = (this.built ??= this.build());
    if (name === 'yaml') return new StaticContent(stringify(all, { aliasDuplicateObjects: false }), YAML_TYPE);
    return new StaticContent(JSON.stringify(name === 'json' ? all : bySurface[name]), JSON_TYPE);
  }
}
