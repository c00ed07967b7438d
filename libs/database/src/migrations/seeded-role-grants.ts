import type { QueryRunner } from 'typeorm';

/** Nodes by the moniker of the seeded role that an existing installation's role is given them. */
export type SeededRoleGrants = Readonly<Record<string, readonly string[]>>;

const GRANT = `
  update roles set updated_at = now(), permissions = permissions || array(
    select node from unnest($2::text[]) with ordinality as given (node, place)
    where node <> all (permissions) order by place)
  where moniker = $1`;

const WITHDRAW = `
  update roles set updated_at = now(), permissions = array(
    select node from unnest(permissions) with ordinality as held (node, place)
    where node <> all ($2::text[]) order by place)
  where moniker = $1`;

/** Adds what a role does not hold yet, behind what it holds. */
export async function grantToSeededRoles(queryRunner: QueryRunner, grants: SeededRoleGrants): Promise<void> {
  for (const [moniker, nodes] of Object.entries(grants)) await queryRunner.query(GRANT, [moniker, nodes]);
}

/** Also takes back what an administrator granted by hand: nobody can tell the two apart. */
export async function withdrawFromSeededRoles(queryRunner: QueryRunner, grants: SeededRoleGrants): Promise<void> {
  for (const [moniker, nodes] of Object.entries(grants)) await queryRunner.query(WITHDRAW, [moniker, nodes]);
}
