import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.ts';
import type { Role } from './role.ts';

export const ACCESS_RULE = Symbol('access');

/** `public`: anybody · `signed-in`: any person · roles: a person holding one of them somewhere; the service then asks for it at the row's unit. */
export type AccessRule = 'public' | 'signed-in' | readonly Role[];

/** Declares who may call a route. A route without it is refused to everybody, and a test finds it. */
export const Access = (...rule: readonly ['public' | 'signed-in'] | readonly Role[]) =>
  SetMetadata(ACCESS_RULE, rule[0] === 'public' || rule[0] === 'signed-in' ? rule[0] : rule);

export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}

/** The signed-in caller. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('@Caller() on a public route');
  return principal;
});
