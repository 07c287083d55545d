import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { ExternalIdentities } from './external-identities.service.ts';
import { ExternalIdentitiesWire } from './single-sign-on.wire.ts';

/** Links of an account with identities at providers. */
@Controller('accounts/:id/external-identities')
export class ExternalIdentitiesController {
  constructor(private readonly identities: ExternalIdentities) {}

  /** One's own, or those of somebody one manages as an administrator. */
  @Get()
  @Access('signed-in')
  @Fails(REQUEST.notFound, ACCOUNTS.beyondReach)
  list(@Caller() caller: Principal, @Id() id: string): Promise<ExternalIdentitiesWire> {
    return this.identities.list(caller, id);
  }

  /** Unlinks, and ends every other session of the account. It is never linked by itself again. */
  @Delete(':identityId')
  @Access('signed-in')
  @HttpCode(204)
  @Fails(REQUEST.notFound, ACCOUNTS.beyondReach)
  unlink(@Caller() caller: Principal, @Id() id: string, @Id('identityId') identityId: string): Promise<void> {
    return this.identities.unlink(caller, id, identityId);
  }
}
