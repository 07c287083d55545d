import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';

/**
 * Documents an act that may be repeated (`Promise<Outcome<XWire>>`): 201 for the call that did it, 200 for the ones that found it
 * done. For the API document only; plain `Promise<XWire>` needs nothing.
 * @example @Answers(ReceiptWire)  or, for a list, @Answers([ReceiptWire])
 */
export const Answers = (wire: Type | [Type]): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 201, description: 'Done.', type: wire }),
    ApiResponse({ status: 200, description: 'It was done before; nothing has changed.', type: wire }),
  );

/** Documents an answer that is a file and not JSON, e.g. `@AnswersFile('application/pdf')`; without a type: any. */
export const AnswersFile = (...mediaTypes: readonly string[]): MethodDecorator =>
  applyDecorators(
    ApiProduces(...(mediaTypes.length > 0 ? mediaTypes : ['application/octet-stream'])),
    ApiResponse({ status: 200, description: 'The bytes of the file.', schema: { type: 'string', format: 'binary' } }),
  );
