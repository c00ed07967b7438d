import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, none, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { ConnectWiseError } from '../../connectwise';
import { OpportunityError } from '../sales.errors';
import { OpportunityPermission } from '../sales.permissions';
import {
  OpportunityNoteCreateDto,
  OpportunityNoteDto,
  OpportunityNoteUpdateDto,
  toOpportunityNoteDto,
} from './opportunity-note.dto';
import { OpportunityNotesService } from './opportunity-notes.service';

const errors = [OpportunityError.notFound, ConnectWiseError.unreachable, ConnectWiseError.timeout];
const params = { noteId: { type: 'integer', minimum: 1, maximum: 2_147_483_647 } };

@SurfaceController(surfaces.optima, {
  path: 'sales/opportunities/:identifier/notes',
  name: 'opportunityNotes',
  tag: 'Sales',
})
export class OpportunityNotesOptimaController {
  constructor(private readonly notes: OpportunityNotesService) {}

  @Route({
    get: '',
    access: [OpportunityPermission.fetch],
    returns: list(OpportunityNoteDto),
    errors,
    summary: 'List the notes of an opportunity',
    description: 'In the order of their ids, the first 1,000. Always from ConnectWise.',
    message: 'Opportunity notes fetched successfully!',
  })
  list(@Param('identifier') identifier: string) {
    return this.notes.list(identifier).then((notes) => notes.map(toOpportunityNoteDto));
  }

  @Route({
    post: '',
    access: [OpportunityPermission.noteCreate],
    returns: one(OpportunityNoteDto),
    status: 201,
    errors,
    summary: 'Add a note to an opportunity',
    description: 'In the name of the ConnectWise member that the caller is linked to, where there is one.',
    message: 'Opportunity note created successfully!',
  })
  create(
    @CurrentActor() actor: SignedInActor,
    @Param('identifier') identifier: string,
    @Body() body: OpportunityNoteCreateDto,
  ) {
    return this.notes.create(actor, identifier, body).then(toOpportunityNoteDto);
  }

  @Route({
    get: ':noteId',
    access: [OpportunityPermission.fetch],
    returns: one(OpportunityNoteDto),
    ...{ errors, params },
    summary: 'Fetch a note of an opportunity',
    message: 'Opportunity note fetched successfully!',
  })
  fetch(@Param('identifier') identifier: string, @Param('noteId') noteId: string) {
    return this.notes.get(identifier, noteId).then(toOpportunityNoteDto);
  }

  @Route({
    patch: ':noteId',
    access: [OpportunityPermission.noteUpdate],
    returns: one(OpportunityNoteDto),
    ...{ errors, params },
    summary: 'Change a note of an opportunity',
    description: 'At least one of `text` and `flagged` has to be there.',
    message: 'Opportunity note updated successfully!',
  })
  update(
    @CurrentActor() actor: SignedInActor,
    @Param('identifier') identifier: string,
    @Param('noteId') noteId: string,
    @Body() body: OpportunityNoteUpdateDto,
  ) {
    return this.notes.update(actor, identifier, noteId, body).then(toOpportunityNoteDto);
  }

  @Route({
    delete: ':noteId',
    access: [OpportunityPermission.noteDelete],
    returns: none(),
    ...{ errors, params },
    summary: 'Delete a note of an opportunity',
    message: 'Opportunity note deleted successfully!',
  })
  delete(
    @CurrentActor() actor: SignedInActor,
    @Param('identifier') identifier: string,
    @Param('noteId') noteId: string,
  ) {
    return this.notes.delete(actor, identifier, noteId);
  }
}
