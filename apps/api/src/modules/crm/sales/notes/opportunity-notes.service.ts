import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { invalidField, type SignedInActor } from '@app/kernel';
import { UsersService } from '../../../identity/users';
import {
  ConnectWise,
  type ConnectWiseClient,
  type CwNote,
  opportunityNotes,
  replaceField,
  type Resource,
} from '../../connectwise';
import { orAbsent } from '../absent-record';
import { OpportunityDirectory } from '../opportunities/opportunity-directory';
import type { OpportunityRow } from '../opportunities/opportunity-statements';
import { OpportunityError } from '../sales.errors';
import { type NoteAuthor, NoteAuthors } from './note-authors';

export type OpportunityNote = Omit<CwNote, 'enteredBy' | '_info'> & { readonly enteredBy: NoteAuthor | null };

export interface NoteInput {
  readonly text?: string;
  readonly flagged?: boolean;
}

interface NotesOf {
  readonly opportunity: OpportunityRow;
  readonly client: ConnectWiseClient;
  readonly resource: Resource<CwNote>;
}

const MOST_NOTES = 1_000;
const LARGEST_ID = 2 ** 31 - 1;

/** @throws 400 naming it */
function noteIdOf(text: string): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (id >= 1 && id <= LARGEST_ID) return id;
  throw invalidField(['params', 'noteId'], 'noteId must be a whole number');
}

const said = ({ text, flagged }: CwNote) => ({ text, flagged });

/** Notes on an opportunity. They are kept in ConnectWise only. */
@Injectable()
export class OpportunityNotesService {
  constructor(
    private readonly directory: OpportunityDirectory,
    private readonly connectWise: ConnectWise,
    private readonly authors: NoteAuthors,
    private readonly users: UsersService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 404 `opportunity.notFound`, ConnectWiseError */
  async list(identifier: string): Promise<OpportunityNote[]> {
    const { client, resource } = await this.notesOf(identifier);
    const reading = client.page(resource, { pageSize: MOST_NOTES, orderBy: 'id' });
    const { records } = await orAbsent(reading, () => OpportunityError.notFound({ identifier }));
    return this.withAuthors(records);
  }

  /** @throws 400 naming `noteId`, 404, ConnectWiseError */
  async get(identifier: string, noteId: string): Promise<OpportunityNote> {
    const id = noteIdOf(noteId);
    return this.withAuthor(await this.read(await this.notesOf(identifier), id));
  }

  /** In the name of the member that the actor is linked to. @throws 404 `opportunity.notFound`, ConnectWiseError */
  async create(
    actor: SignedInActor,
    identifier: string,
    { text, flagged = false }: NoteInput,
  ): Promise<OpportunityNote> {
    const notes = await this.notesOf(identifier);
    const enteredBy = await this.users.memberOf(actor.principal.userId);
    const body = { text, flagged, ...(enteredBy !== null && { enteredBy }) };
    const writing = notes.client.create(notes.resource, body);
    const note = await orAbsent(writing, () => OpportunityError.notFound({ identifier }));
    await this.record(actor, 'create', notes.opportunity, note, { after: said(note) });
    return this.withAuthor(note);
  }

  /** @throws 400 when there is nothing to change, 404, ConnectWiseError */
  async update(actor: SignedInActor, identifier: string, noteId: string, input: NoteInput): Promise<OpportunityNote> {
    const id = noteIdOf(noteId);
    const { text, flagged } = input;
    if (text === undefined && flagged === undefined) {
      throw invalidField(['body', 'text'], 'At least one of text and flagged is required');
    }
    const notes = await this.notesOf(identifier);
    const before = await this.read(notes, id);
    const changes = [
      ...(text === undefined ? [] : [replaceField('text', text)]),
      ...(flagged === undefined ? [] : [replaceField('flagged', flagged)]),
    ];
    const writing = notes.client.patch(notes.resource, id, changes);
    const note = await orAbsent(writing, () => OpportunityError.noteNotFound({ noteId: id }));
    await this.record(actor, 'update', notes.opportunity, note, { before: said(before), after: said(note) });
    return this.withAuthor(note);
  }

  /** @throws 400 naming `noteId`, 404, ConnectWiseError */
  async delete(actor: SignedInActor, identifier: string, noteId: string): Promise<void> {
    const id = noteIdOf(noteId);
    const notes = await this.notesOf(identifier);
    const before = await this.read(notes, id);
    await orAbsent(notes.client.remove(notes.resource, id), () => OpportunityError.noteNotFound({ noteId: id }));
    await this.record(actor, 'delete', notes.opportunity, before, { before: said(before) });
  }

  private async notesOf(identifier: string): Promise<NotesOf> {
    const opportunity = await this.directory.get(identifier);
    const { client } = await this.connectWise.connection();
    return { opportunity, client, resource: opportunityNotes(opportunity.cwOpportunityId) };
  }

  private read({ client, resource }: NotesOf, id: number): Promise<CwNote> {
    return orAbsent(client.get(resource, id), () => OpportunityError.noteNotFound({ noteId: id }));
  }

  /** ConnectWise cannot join our transactions: what it has done is recorded once it is done. */
  private async record(
    actor: SignedInActor,
    verb: 'create' | 'update' | 'delete',
    { snapshot }: OpportunityRow,
    { id }: CwNote,
    states: { before?: object; after?: object },
  ): Promise<void> {
    const past = { create: 'Added', update: 'Changed', delete: 'Deleted' }[verb];
    await this.transactions.run(() =>
      this.audit.record(actor, {
        action: `opportunityNote.${verb}`,
        target: { type: 'opportunityNote', id: String(id), name: snapshot.name },
        message: `${past} the note ${id} of the opportunity "${snapshot.name}"`,
        ...states,
      }),
    );
  }

  private async withAuthors(notes: readonly CwNote[]): Promise<OpportunityNote[]> {
    const identifiers = [...new Set(notes.flatMap(({ enteredBy }) => enteredBy ?? []))];
    const authors = await this.authors.named(identifiers);
    return notes.map((note) => ({ ...note, enteredBy: authors.get(note.enteredBy?.toLowerCase() ?? '') ?? null }));
  }

  private async withAuthor({ enteredBy, ...note }: CwNote): Promise<OpportunityNote> {
    const authors = await this.authors.named(enteredBy === null ? [] : [enteredBy]);
    return { ...note, enteredBy: authors.get(enteredBy?.toLowerCase() ?? '') ?? null };
  }
}
