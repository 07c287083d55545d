import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ATTACHMENTS, CLOSED } from '../attachments/attachments.errors.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { PREVIEWS } from './previews.errors.ts';

/** Documents a route that ends in `PreviewDesk.send`. */
export const AnswersPicture = (): MethodDecorator =>
  applyDecorators(
    AnswersFile('image/webp'),
    ApiResponse({ status: 304, description: 'If-None-Match names the picture.' }),
    Fails(REQUEST.notFound, PREVIEWS.noSuchPage, ATTACHMENTS.blobMissing, ATTACHMENTS.storeUnavailable, ...CLOSED),
  );
