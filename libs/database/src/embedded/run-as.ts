import { execFile, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { chown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const NOBODY = 65534;
const USER_NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
const OTHERS_MAY_ENTER = 0o001;

/**
 * Under which user PostgreSQL runs, since it refuses to run as root: an ordinary user as himself; root inside a user
 * namespace, where it is nobody but owns the same files; and where namespaces are forbidden, really as nobody.
 */
export class RunAs {
  private constructor(
    private readonly prefix: readonly string[],
    /** Who must own the cluster; undefined when that is simply the current user. */
    readonly owner?: number,
  ) {}

  static async choose(uid = process.getuid?.() ?? NOBODY): Promise<RunAs> {
    if (uid !== 0) return new RunAs([]);
    try {
      await execute('unshare', [...USER_NAMESPACE, 'true']);
      return new RunAs(['unshare', ...USER_NAMESPACE], 0);
    } catch {
      return RunAs.nobody();
    }
  }

  static nobody(): RunAs {
    return new RunAs([], NOBODY);
  }

  get isNobody(): boolean {
    return this.owner === NOBODY;
  }

  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const [command = program, ...rest] = [...this.prefix, program, ...args];
    return spawn(command, rest, { ...options, ...(this.isNobody && { uid: NOBODY, gid: NOBODY }) });
  }

  /** Hands a file, or a folder with all it holds, to the user that PostgreSQL runs under. */
  async own(path: string): Promise<void> {
    const { owner } = this;
    if (owner === undefined || (await stat(path)).uid === owner) return;
    await chown(path, owner, owner);
    const entries = await readdir(path, { recursive: true }).catch(() => []);
    for (const entry of entries) await chown(join(path, entry), owner, owner);
  }

  /** Nobody can neither use programs nor data below a private folder such as /root: better said than guessed. */
  async assertReach(...paths: string[]): Promise<void> {
    if (!this.isNobody) return;
    for (const path of paths) {
      const closed = await closedAncestor(path);
      if (!closed) continue;
      throw new Error(
        `The embedded PostgreSQL does not run as root, and user namespaces are not available here; run as "nobody" it ` +
          `cannot enter ${closed}. Open that folder (chmod o+x), choose another DATA_DIR, start as an ordinary user, or ` +
          'set DATABASE_URL to a PostgreSQL server.',
      );
    }
  }
}

async function closedAncestor(path: string): Promise<string | undefined> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & OTHERS_MAY_ENTER) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
