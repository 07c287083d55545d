import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChainVerifier } from './chain-verifier.ts';
import { Receipt, ReceiptChain } from './receipt.entity.ts';
import { ReceiptsController } from './receipts.controller.ts';
import { ReceiptsReader } from './receipts.reader.ts';
import { Receipts } from './receipts.service.ts';
import { SealVerifier } from './seal-verifier.ts';
import { Sealer } from './sealer.ts';
import { SealsReader } from './seals.reader.ts';

@Module({
  imports: [TypeOrmModule.forFeature([Receipt, ReceiptChain])],
  controllers: [ReceiptsController],
  providers: [Receipts, ReceiptsReader, ChainVerifier, Sealer, SealsReader, SealVerifier],
  exports: [Receipts, ReceiptsReader, ChainVerifier, Sealer, SealsReader],
})
export class ReceiptsModule {}
