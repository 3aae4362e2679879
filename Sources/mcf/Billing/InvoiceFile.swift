import Billing
import Contracts
import FoundationEssentials
import ServiceKit
import Synchronization
import SystemPackage

/// Invoices as they were made, or would be, as CSV. What was in the file before stays there until
/// there is one.
final class InvoiceFile: Sendable {
  private let path: String
  private let descriptor: FileDescriptor
  private let isBegun = Mutex(false)

  private static let columns = [
    "number", "party", "name", "lines", "late_lines", "total", "carried_in", "due", "total_before",
  ]

  init(_ path: String) throws {
    self.path = path
    do {
      descriptor = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create],
        permissions: [.ownerReadWrite])
    } catch {
      throw Failure(.file, "\(path) cannot be written: \(error)")
    }
  }

  deinit { try? descriptor.close() }

  /// - Throws: `Failure` for what cannot be written.
  func add(_ invoices: [Invoice]) throws {
    try add(
      invoices.map {
        [
          .text("\($0.number)"), .text($0.party.wire), .text($0.partyName),
          .number("\($0.lines)"), .number("\($0.lateLines)"), .number("\($0.total)"),
          .number("\($0.carriedIn)"), .number("\($0.due)"), .text(""),
        ]
      })
  }

  /// - Throws: `Failure` for what cannot be written.
  func add(_ rows: [ForecastRow]) throws {
    try add(
      rows.map {
        [
          .text(""), .text($0.party.wire), .text($0.name ?? ""), .number("\($0.lines)"),
          .number("\($0.lateLines)"), .number("\($0.total)"), .number("\($0.carriedIn)"),
          .number("\($0.due)"), .number($0.formerTotal?.description ?? ""),
        ]
      })
  }

  private func add(_ rows: [[CSV.Cell]]) throws {
    guard !rows.isEmpty else { return }
    do {
      try isBegun.withLock { isBegun in
        var table = CSV(columns: Self.columns, for: .english)
        let head = table.text.utf8.count
        for row in rows { table.append(row) }
        if !isBegun { try descriptor.resize(to: 0) }
        // The head stands there once.
        _ = try descriptor.writeAll(table.text.utf8.dropFirst(isBegun ? head : 0))
        isBegun = true
      }
    } catch {
      throw Failure(.file, "\(path) is not whole: \(error)")
    }
  }
}
