import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { ACCESS } from './access.errors.ts';
import { ACCESS_RULE, type AccessRule, type AuthenticatedRequest } from './access.decorator.ts';
import { Authenticator } from './authenticator.ts';
import { refuseCrossSite } from './cross-site.ts';
import { KeyGate, keyOf } from './key-gate.ts';
import type { Principal } from './principal.ts';
import { refuseRestricted } from './restriction.ts';

/** The only gate: global and default-deny. Rows are scoped by the services behind it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly keys: KeyGate,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    refuseCrossSite(request);
    if (rule === 'public') return true;
    if (!rule) throw ACCESS.roleNeeded({ roles: '-' });
    const principal = await this.whoCalls(context, request);
    request.principal = principal;
    refuseRestrictedCall(context, request, principal);
    if (rule !== 'signed-in' && principal.unitIds(rule).length === 0)
      throw ACCESS.roleNeeded({ roles: rule.join(', ') });
    return true;
  }

  /** A key is looked at alone, and a session sent beside it is not: what a program may do never depends on who left a cookie. */
  private async whoCalls(context: ExecutionContext, request: AuthenticatedRequest): Promise<Principal> {
    const key = keyOf(request);
    if (key !== null)
      return this.keys.admit(key, `${context.getClass().name}.${context.getHandler().name}`, request.ip);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const principal = await this.authenticator.authenticate(request, reply);
    if (!principal) throw ACCESS.signInFirst();
    return principal;
  }
}

function refuseRestrictedCall(context: ExecutionContext, request: AuthenticatedRequest, principal: Principal): void {
  if (!principal.restriction) return;
  const route = `${context.getClass().name}.${context.getHandler().name}`;
  const { id } = request.params as { readonly id?: string };
  refuseRestricted(principal.restriction, route, id, principal.accountId);
}
