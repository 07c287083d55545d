import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PRACTICE } from './practice.errors.ts';

/** What people practise. Whatever is not here, a new room too, is not part of the practice area: nothing there can reach out of it. */
const WHOLE = new Set([
  'OutgoingController',
  'OutgoingActsController',
  'OutgoingPreviewsController',
  'OutgoingRegisterController',
  'SenderActsController',
  'TrackingController',
  'ScanAlertsController',
  'NumberBooksController',
  'IncomingController',
  'IncomingActsController',
  'IncomingPreviewsController',
  'IncomingRegisterController',
  'AttachmentsController',
  'PreviewsController',
  'UploadsController',
  'ReceiptsController',
  'HomeController',
  'LiveController',
  'NoticesController',
  'NotificationChoicesController',
  'SessionsController',
]);
/** Looked up and left alone: groups and delegations of one trainee would be seen by the others. */
const READ_ONLY = new Set([
  'UnitsController',
  'UnitHistoryController',
  'DocumentTypesController',
  'AccountsController',
  'StorageController',
  'SignInMethodsController',
  'SecondFactorController',
  'GroupsController',
  'GroupCompositionController',
  'GroupRequestsController',
  'DelegationsController',
]);
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** In front of every room of the practice area. */
@Injectable()
export class PracticeGuard implements CanActivate {
  /** @throws practice.not-here */
  canActivate(context: ExecutionContext): boolean {
    const { name } = context.getClass();
    const { method } = context.switchToHttp().getRequest<FastifyRequest>();
    if (WHOLE.has(name) || (READ_ONLY.has(name) && SAFE.has(method))) return true;
    throw PRACTICE.notHere();
  }
}
