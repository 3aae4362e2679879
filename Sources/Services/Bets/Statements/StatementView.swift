import Contracts
import FoundationEssentials
import ServiceKit

extension MadeStatement: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("number", number)
    writer.field("made_at", madeAt)
    writer.field("made_by", madeBy)
    writer.field("sha256", digest)
    writer.field("markets", markets)
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
