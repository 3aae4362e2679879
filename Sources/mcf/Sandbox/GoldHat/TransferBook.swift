import Contracts
import FoundationEssentials
import ServiceKit

/// Gold Hat's transfers. It decides and does nothing.
struct TransferBook: Sendable {
  /// In the order in which they were taken.
  private(set) var transfers: [Transfer] = []
  private var changes = 0

  static let pageLength = 100

  /// What a list says: where the next one begins, and whether there is more by now.
  struct Extract: JSONWritable {
    let items: [Transfer]
    let cursor: Int
    let hasMore: Bool

    func write(to writer: inout JSONWriter) {
      writer.beginObject()
      writer.field("items", items)
      writer.field("cursor", String(cursor))
      writer.field("has_more", hasMore)
      writer.endObject()
    }
  }

  /// The transfer that was made under this key, where there is one.
  ///
  /// - Throws: a 409 problem if the key has asked for something else.
  mutating func repeated(_ wish: TransferWish, under key: ExactText) throws -> Transfer? {
    guard let index = transfers.firstIndex(where: { $0.key == key }) else { return nil }
    guard transfers[index].wish == wish else {
      throw Problem.conflict("key-reused", "This Idempotency-Key has asked for another transfer.")
    }
    transfers[index].times += 1
    return transfers[index]
  }

  mutating func take(
    _ wish: TransferWish, under key: ExactText, as status: TransferStatus, at now: Date
  ) -> Transfer {
    changes += 1
    let transfer = Transfer(
      number: transfers.count + 1, key: key, wish: wish, status: status, at: now, change: changes)
    transfers.append(transfer)
    return transfer
  }

  /// Something has come of a transfer.
  mutating func move(_ number: Int, to status: TransferStatus, at now: Date) -> Transfer {
    changes += 1
    transfers[number - 1].status = status
    transfers[number - 1].at = now
    transfers[number - 1].change = changes
    return transfers[number - 1]
  }

  /// What was changed after a change, in the order of changes.
  ///
  /// - Parameter reference: nil: all.
  func extract(of reference: ExactText?, since change: Int) -> Extract {
    let found = transfers.filter { transfer in
      transfer.change > change && reference.map { $0 == transfer.wish.reference } ?? true
    }.sorted { $0.change < $1.change }
    let items = Array(found.prefix(Self.pageLength))
    return Extract(
      items: items, cursor: items.last?.change ?? change, hasMore: found.count > items.count)
  }
}
