import Billing
import Contracts
import FoundationEssentials
import ServiceKit
import SystemPackage

/// Invoices as they are made, or would be, as CSV.
struct InvoiceFile: Sendable {
  private let descriptor: FileDescriptor

  private static let columns = [
    "number", "party", "name", "lines", "late_lines", "total", "carried_in", "due", "total_before",
  ]

  init(_ path: String) throws {
    do {
      descriptor = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite])
    } catch {
      throw Failure(.file, "\(path) cannot be written: \(error)")
    }
    write(CSV(columns: Self.columns, for: .english).text)
  }

  func add(_ invoices: [Invoice]) {
    add(
      invoices.map {
        [
          .text("\($0.number)"), .text($0.party.wire), .text($0.partyName),
          .number("\($0.lines)"), .number("\($0.lateLines)"), .number("\($0.total)"),
          .number("\($0.carriedIn)"), .number("\($0.due)"), .text(""),
        ]
      })
  }

  func add(_ rows: [ForecastRow]) {
    add(
      rows.map {
        [
          .text(""), .text($0.party.wire), .text($0.name ?? ""), .number("\($0.lines)"),
          .number("\($0.lateLines)"), .number("\($0.total)"), .number("\($0.carriedIn)"),
          .number("\($0.due)"), .number($0.formerTotal?.description ?? ""),
        ]
      })
  }

  private func add(_ rows: [[CSV.Cell]]) {
    guard !rows.isEmpty else { return }
    var table = CSV(columns: [], for: .english)
    let start = table.text.unicodeScalars.count
    for row in rows { table.append(row) }
    write(String(table.text.unicodeScalars.dropFirst(start)))
  }

  private func write(_ text: String) {
    do {
      _ = try descriptor.writeAll(text.utf8)
    } catch {
      Console.complain("the CSV is not whole: \(error)")
    }
  }
}
