import type { OpenAPIObject } from '@nestjs/swagger';
import { surfaces } from '../surfaces';

interface TaggedOperation {
  readonly 'x-surface'?: string;
  readonly tags?: readonly string[];
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

const labelOf = ({ 'x-surface': surface }: TaggedOperation): string | undefined =>
  Object.values(surfaces).find(({ name }) => name === surface)?.label;

function qualified(operation: TaggedOperation): TaggedOperation {
  const label = labelOf(operation);
  if (label === undefined) return operation;
  return { ...operation, tags: operation.tags?.map((tag) => `${label}: ${tag}`) };
}

const tagsOf = (paths: OpenAPIObject['paths'], surface: string): string[] => {
  const operations = Object.values(paths).flatMap((item) => Object.values(item) as TaggedOperation[]);
  const own = operations.filter((operation) => operation['x-surface'] === surface);
  return [...new Set(own.flatMap(({ tags = [] }) => tags))].sort();
};

/**
 * The document of all surfaces, in which several use one tag for things of their own: each tag is named after its
 * surface, and `x-tagGroups` puts the tags of a surface under one heading. The given document stays as it is.
 */
export function groupTags(document: OpenAPIObject): OpenAPIObject {
  const paths: OpenAPIObject['paths'] = {};
  for (const [path, item] of Object.entries(document.paths)) {
    const members = Object.entries(item) as [string, TaggedOperation][];
    paths[path] = Object.fromEntries(
      members.map(([key, member]) => [key, METHODS.has(key) ? qualified(member) : member]),
    );
  }
  const groups = Object.values(surfaces)
    .map(({ name, label }) => ({ name: label, tags: tagsOf(paths, name) }))
    .filter(({ tags }) => tags.length > 0);
  const tags = groups.flatMap((group) =>
    group.tags.map((name) => ({ name, 'x-displayName': name.slice(group.name.length + 2) })),
  );
  const grouped = { ...document, paths, tags, 'x-tagGroups': groups };
  return grouped;
}
