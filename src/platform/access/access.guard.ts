import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { ACCESS } from './access.errors.ts';
import { ACCESS_RULE, type AccessRule, type AuthenticatedRequest } from './access.decorator.ts';
import { Authenticator } from './authenticator.ts';
import { refuseCrossSite } from './cross-site.ts';
import type { Principal } from './principal.ts';
import { refuseRestricted } from './restriction.ts';

/** The only gate: global and default-deny. Rows are scoped by the services behind it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
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
    const principal = await this.authenticator.authenticate(
      request,
      context.switchToHttp().getResponse<FastifyReply>(),
    );
    if (!principal) throw ACCESS.signInFirst();
    request.principal = principal;
    refuseRestrictedCall(context, request, principal);
    if (rule !== 'signed-in' && principal.unitIds(rule).length === 0)
      throw ACCESS.roleNeeded({ roles: rule.join(', ') });
    return true;
  }
}

function refuseRestrictedCall(context: ExecutionContext, request: AuthenticatedRequest, principal: Principal): void {
  if (!principal.restriction) return;
  const route = `${context.getClass().name}.${context.getHandler().name}`;
  const { id } = request.params as { readonly id?: string };
  refuseRestricted(principal.restriction, route, id, principal.accountId);
}
