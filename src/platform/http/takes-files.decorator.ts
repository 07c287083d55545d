import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Marks a route that reads a multipart body itself. Everywhere else a form is refused: unread it would pass for an empty body. */
export const TakesFiles = (): MethodDecorator => RouteConfig({ takesFiles: true });

/** Whether the route does; also true where there is no route, which is told as such. */
export function takesFiles({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  const { takesFiles: marked } = routeOptions.config as { readonly takesFiles?: boolean };
  return marked === true || routeOptions.url === undefined;
}

/** Marks a route that a plain HTML form, or a mail program (RFC 8058), may post to. What the form says is not looked at. */
export const TakesForms = (): MethodDecorator => RouteConfig({ takesForms: true });

/** Whether the route does. */
export const takesForms = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean =>
  (routeOptions.config as { readonly takesForms?: boolean }).takesForms === true || routeOptions.url === undefined;

/** The content type of a piece of a resumable upload (tus 1.0). */
export const PIECE_TYPE = 'application/offset+octet-stream';

/** Marks a route that reads the bytes of a resumable upload itself. */
export const TakesPieces = (): MethodDecorator => RouteConfig({ takesPieces: true });

/** Whether the route does; also true where there is no route, which is told as such. */
export function takesPieces({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  const { takesPieces: marked } = routeOptions.config as { readonly takesPieces?: boolean };
  return marked === true || routeOptions.url === undefined;
}
