import type { Surface } from '../surfaces/surface';

export interface SurfaceControllerOptions {
  /** Path below the surface's prefix. */
  readonly path: string;
  /** Feature in the operation ids: `roles` gives `optimaRolesFetch`. */
  readonly name: string;
  /** Tag in the document: the section of the seed. */
  readonly tag: string;
}

/** What a controller was declared with. */
export interface ControllerSpec extends SurfaceControllerOptions {
  readonly surface: Surface;
}
