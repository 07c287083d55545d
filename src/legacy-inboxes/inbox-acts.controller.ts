import { applyDecorators, Body, Controller, Post } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Answers } from '../platform/openapi/answers.decorator.ts';
import { LegacyInboxWire } from './legacy-inbox.wire.ts';
import { InboxActBody } from './legacy-inboxes.dto.ts';
import { LegacyInboxes } from './legacy-inboxes.service.ts';
import { ACT_ERRORS } from './refusals.ts';

type Done = Promise<Outcome<LegacyInboxWire>>;

const Act = (path: string): MethodDecorator =>
  applyDecorators(Post(`:id/${path}`), Answers(LegacyInboxWire), Fails(REQUEST.notFound, ...ACT_ERRORS));

/** The road of an old inbox. What stands in the way may, where the inbox says so, be set aside with a reason. */
@Controller('legacy-inboxes')
@Access('admin')
export class InboxActsController {
  constructor(private readonly inboxes: LegacyInboxes) {}

  /** Both ways: until the date, dispatches also go to it by e-mail. */
  @Act('dual-run')
  dualRun(@Caller() caller: Principal, @Id() id: string, @Body() body: InboxActBody): Done {
    return this.inboxes.act(caller, id, 'dual-run', body);
  }

  /** No document goes to it any more; what is in it is brought over. */
  @Act('freezing')
  freeze(@Caller() caller: Principal, @Id() id: string, @Body() body: InboxActBody): Done {
    return this.inboxes.act(caller, id, 'freezing', body);
  }

  /** Everything in it has been brought over, and the proof says so. */
  @Act('import-completion')
  completeImport(@Caller() caller: Principal, @Id() id: string, @Body() body: InboxActBody): Done {
    return this.inboxes.act(caller, id, 'import-completion', body);
  }

  /** It is not needed any more: the proof agrees and the unit is ready. */
  @Act('retirement')
  retire(@Caller() caller: Principal, @Id() id: string, @Body() body: InboxActBody): Done {
    return this.inboxes.act(caller, id, 'retirement', body);
  }

  /** One step back, with a reason. */
  @Act('reopening')
  reopen(@Caller() caller: Principal, @Id() id: string, @Body() body: InboxActBody): Done {
    return this.inboxes.act(caller, id, 'reopening', body);
  }

  /** Closes a retired inbox for good, with a reason: no way back, and its password is forgotten. */
  @Act('closing')
  close(@Caller() caller: Principal, @Id() id: string, @Body() body: InboxActBody): Done {
    return this.inboxes.act(caller, id, 'closing', body);
  }
}
