import { Body, Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import {
  done,
  FlowfuseSlugCheckDto,
  FlowfuseStatusDto,
  FlowfuseTeamCreateDto,
  FlowfuseTeamDto,
  FlowfuseTeamListDto,
  FlowfuseTeamListQueryDto,
  FlowfuseTeamUpdateDto,
  FlowfuseUserTeamListDto,
  toFlowfuseTeamDto,
  toFlowfuseTeamListDto,
  toFlowfuseUserTeamListDto,
} from './team.dto';
import { SlugCheckError, TeamError } from './teams.errors';
import { TeamPermission } from './teams.permissions';
import { TeamsService } from './teams.service';

@SurfaceController(surfaces.flowfuse, { path: '', name: 'teams', tag: 'Teams' })
export class TeamsFlowfuseController {
  constructor(
    private readonly teams: TeamsService,
    private readonly config: AppConfig,
  ) {}

  @Route({
    get: 'user/teams',
    access: [TeamPermission.read],
    returns: one(FlowfuseUserTeamListDto),
    summary: "List the token owner's teams",
  })
  listOwn(@CurrentActor() actor: SignedInActor) {
    return this.teams.listOwn(actor).then((teams) => toFlowfuseUserTeamListDto(teams, this.config.publicUrl));
  }

  @Route({
    get: 'teams',
    access: [TeamPermission.list],
    returns: one(FlowfuseTeamListDto),
    summary: 'List all teams',
    description: 'Every team of the installation, also those the caller is no member of.',
  })
  list(@CurrentActor() actor: SignedInActor, @Query() query: FlowfuseTeamListQueryDto) {
    return this.teams.list(actor, query).then((teams) => toFlowfuseTeamListDto(teams, this.config.publicUrl));
  }

  @Route({
    post: 'teams',
    access: [TeamPermission.create],
    returns: one(FlowfuseTeamDto),
    summary: 'Create a team',
    description: 'The caller becomes its owner. Without a slug one is made of the name.',
  })
  create(@CurrentActor() actor: SignedInActor, @Body() body: FlowfuseTeamCreateDto) {
    return this.teams.create(actor, body).then((team) => toFlowfuseTeamDto(team, this.config.publicUrl));
  }

  @Route({
    post: 'teams/check-slug',
    access: [TeamPermission.create],
    returns: one(FlowfuseStatusDto),
    errors: [SlugCheckError.invalidSlug],
    summary: 'Check whether a slug is free',
  })
  checkSlug(@Body() { slug }: FlowfuseSlugCheckDto) {
    return this.teams.checkSlug(slug).then(done);
  }

  @Route({
    get: 'teams/slug/:slug',
    access: [TeamPermission.read],
    returns: one(FlowfuseTeamDto),
    errors: [TeamError.notFound],
    summary: 'Fetch a team by its slug',
  })
  fetchBySlug(@CurrentActor() actor: SignedInActor, @Param('slug') slug: string) {
    return this.teams.getBySlug(actor, slug).then((team) => toFlowfuseTeamDto(team, this.config.publicUrl));
  }

  @Route({
    get: 'teams/:teamId',
    access: [TeamPermission.read],
    returns: one(FlowfuseTeamDto),
    errors: [TeamError.notFound],
    summary: 'Fetch a team',
  })
  fetch(@CurrentActor() actor: SignedInActor, @Param('teamId') teamId: string) {
    return this.teams.get(actor, teamId).then((team) => toFlowfuseTeamDto(team, this.config.publicUrl));
  }

  @Route({
    put: 'teams/:teamId',
    access: [TeamPermission.update],
    returns: one(FlowfuseTeamDto),
    errors: [TeamError.notFound],
    summary: 'Update a team',
    description: 'Owners of the team only. An empty text leaves its field as it is.',
  })
  update(@CurrentActor() actor: SignedInActor, @Param('teamId') teamId: string, @Body() body: FlowfuseTeamUpdateDto) {
    return this.teams.update(actor, teamId, body).then((team) => toFlowfuseTeamDto(team, this.config.publicUrl));
  }

  @Route({
    delete: 'teams/:teamId',
    access: [TeamPermission.delete],
    returns: one(FlowfuseStatusDto),
    errors: [TeamError.notFound],
    summary: 'Delete a team',
    description: 'Owners of the team only. Its memberships and invitations end with it.',
  })
  remove(@CurrentActor() actor: SignedInActor, @Param('teamId') teamId: string) {
    return this.teams.remove(actor, teamId).then(done);
  }
}
