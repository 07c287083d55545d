import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { REQUEST } from '../../errors/request.errors.ts';

const LOOPBACK = /^(::1|127(\.\d{1,3}){3}|::ffff:127(\.\d{1,3}){3})$/;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Lets only this machine in; everybody else is told there is nothing. The socket decides, not what a proxy says; a request that a
 * proxy forwarded, or that a foreign page's name was pointed at (DNS rebinding), comes from elsewhere all the same.
 */
@Injectable()
export class LocalGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { raw, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    if (isForwarded || !LOOPBACK.test(raw.socket.remoteAddress ?? '') || !LOCAL_HOST.test(headers.host ?? ''))
      throw REQUEST.noSuchRoute();
    return true;
  }
}
