import Contracts
import FoundationEssentials
import ServiceKit

extension MadeStatement: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("number", head.number)
    writer.field("made_at", head.madeAt)
    writer.field("made_by", head.madeBy)
    writer.field("sha256", head.digest)
    writer.field("markets", head.markets)
    writer.field("lines", lines)
    writer.field("transfers", transfers)
    writer.endObject()
  }
}

extension Balance: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("party", party)
    writer.field("net", net)
    writer.endObject()
  }
}

extension OwedTransfer: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("n", n)
    writer.field("debtor", transfer.debtor)
    writer.field("creditor", transfer.creditor)
    writer.field("amount", transfer.amount)
    writer.field("paid_by", paid?.by)
    writer.field("paid_at", paid?.at)
    writer.endObject()
  }
}
