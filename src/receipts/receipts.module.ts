import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChainVerifier } from './chain-verifier.ts';
import { Receipt, ReceiptChain } from './receipt.entity.ts';
import { ReceiptsController } from './receipts.controller.ts';
import { ReceiptsReader } from './receipts.reader.ts';
import { Receipts } from './receipts.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([Receipt, ReceiptChain])],
  controllers: [ReceiptsController],
  providers: [Receipts, ReceiptsReader, ChainVerifier],
  exports: [Receipts, ReceiptsReader, ChainVerifier],
})
export class ReceiptsModule {}
