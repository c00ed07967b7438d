import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Search = Storage['getTargetValidationMetadatas'];
type Target = Parameters<Search>[0];
type Group = Storage['groupByPropertyName'];

/**
 * class-validator gathers the rules of a class from those of all classes of the process, anew for every object. A class
 * has all of its rules once it is declared, so they are gathered, and grouped by property, once.
 */
export function rememberRules(storage: Storage = getMetadataStorage()): void {
  const search = storage.getTargetValidationMetadatas.bind(storage);
  const known = new WeakMap<Target, ReturnType<Search>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strict, groups) => {
    const isPlain = !schema && !always && !strict && !groups?.length;
    const rules = (isPlain ? known.get(target) : undefined) ?? search(target, schema, always, strict, groups);
    if (isPlain) known.set(target, rules);
    return rules;
  };
  const group = storage.groupByPropertyName.bind(storage);
  const grouped = new WeakMap<Parameters<Group>[0], ReturnType<Group>>();
  storage.groupByPropertyName = (rules) => {
    const groups = grouped.get(rules) ?? group(rules);
    grouped.set(rules, groups);
    return groups;
  };
}
