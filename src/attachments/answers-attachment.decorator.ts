import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';

/** Documents a route that ends in `AttachmentDownloads.send`: the file, a part of it, or the news that the caller has it already. */
export const AnswersAttachment = (): MethodDecorator =>
  applyDecorators(
    AnswersFile('*/*'),
    ApiResponse({
      status: 206,
      description: 'The bytes that Range asks for.',
      schema: { type: 'string', format: 'binary' },
    }),
    ApiResponse({ status: 304, description: 'If-None-Match names the content.' }),
  );
