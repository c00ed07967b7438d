import { Param } from '@nestjs/common';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import { RolePermission } from '../roles';
import { PermissionCategoryDto, PermissionDefinitionDto } from './permission.dto';
import { PermissionRegistry } from './permission-registry.service';
import { PermissionError } from './permissions.errors';

const categoriesSchema = {
  schema: { type: 'object', additionalProperties: { $ref: '#/components/schemas/PermissionCategoryDto' } },
  models: [PermissionCategoryDto],
};

@SurfaceController(surfaces.optima, { path: 'permissions', name: 'permissions', tag: 'Permissions' })
export class PermissionsOptimaController {
  constructor(private readonly registry: PermissionRegistry) {}

  @Route({
    get: '',
    access: [RolePermission.read],
    returns: one(categoriesSchema),
    summary: 'List permission nodes by category',
    message: 'Permission Nodes Fetched Successfully!',
  })
  list() {
    return this.registry.categories();
  }

  @Route({
    get: 'nodes',
    access: [RolePermission.read],
    returns: list(PermissionDefinitionDto),
    summary: 'List permission nodes',
    message: 'All Permission Nodes Fetched Successfully!',
  })
  listNodes() {
    return this.registry.nodes();
  }

  @Route({
    get: ':category',
    access: [RolePermission.read],
    returns: one(PermissionCategoryDto),
    errors: [PermissionError.categoryNotFound],
    summary: 'Fetch one category of permission nodes',
    message: 'Permission Category Fetched Successfully!',
  })
  fetchCategory(@Param('category') category: string) {
    return this.registry.category(category);
  }
}
