import Contracts
import Testing

@testable import ServiceKit

@Suite("A PNG's rows, and which colours its pixels name")
struct PNGRowsTests {
  /// Rows as an encoder filters them (https://www.w3.org/TR/png-3/, 9.2).
  private func filtered(_ rows: [[UInt8]], _ random: inout SplitMix64) -> [UInt8] {
    var above = [UInt8](repeating: 0, count: rows.first?.count ?? 0)
    return rows.flatMap { row in
      let filter = Int.random(in: 0...4, using: &random)
      defer { above = row }
      return [UInt8(filter)]
        + row.indices.map { index in
          let left = index > 0 ? Int(row[index - 1]) : 0
          let corner = index > 0 ? Int(above[index - 1]) : 0
          let up = Int(above[index])
          let estimate = left + up - corner
          let nearest = [left, up, corner].min { abs(estimate - $0) < abs(estimate - $1) } ?? 0
          return row[index] &- UInt8([0, left, up, (left + up) / 2, nearest][filter])
        }
    }
  }

  @Test("whatever the filters, the depth and the passes", arguments: [1, 2, 4, 8], [0, 1])
  func named(depth: Int, interlace: Int) throws {
    var random = SplitMix64(seed: UInt64(depth * 2 + interlace))
    let header = try PNGHeader([
      0, 0, 0, 13, 0, 0, 0, 11, UInt8(depth), 3, 0, 0, UInt8(interlace),
    ])
    for _ in 0..<50 {
      let allowed = (0..<3).map { _ in UInt8.random(in: 0...UInt8(1 << depth - 1), using: &random) }
      var used: Set<Int> = []
      var (bytes, plain): ([UInt8], [UInt8]) = ([], [])
      for pass in header.passes {
        let rows = (0..<pass.rows).map { _ in
          var row = [UInt8](repeating: 0, count: pass.rowBytes - 1)
          for column in 0..<pass.columns {
            let index = allowed[Int.random(in: 0..<3, using: &random)]
            used.insert(Int(index))
            let place = column * depth
            row[place / 8] |= index << UInt8(8 - depth - place % 8)
          }
          return row
        }
        plain += rows.flatMap { [0] + $0 }
        // What fills up the last byte is nobody's.
        let unused = UInt8.max >> UInt8((pass.columns * depth - 1) % 8 + 1)
        let filled = rows.map { $0.dropLast() + [$0[$0.count - 1] | unused] }
        bytes += filtered(filled.map(Array.init), &random)
      }
      #expect(bytes.count == header.imageBytes)
      var indexes = PNGRows(header)
      let cut = Int.random(in: 0...bytes.count, using: &random)
      let complete = try indexes.add(bytes[..<cut]) + indexes.add(bytes[cut...])
      #expect(complete == plain)
      let ones = [UInt8](repeating: 1, count: 1 << depth)
      let named = indexes.named(of: ones[...], entryBytes: 1)
      #expect(Set(named.indices.filter { named[$0] == 1 }) == used)
      #expect(named.count == (used.max() ?? 0) + 1)
    }
  }

  @Test("a filter that does not exist is refused, whatever the pixels", arguments: [0, 2, 3, 4, 6])
  func unknownFilter(colour: UInt8) throws {
    let header = try PNGHeader([0, 0, 0, 1, 0, 0, 0, 1, 8, colour, 0, 0, 0])
    var rows = PNGRows(header)
    let row = [5] + [UInt8](repeating: 0, count: header.imageBytes - 1)
    #expect(throws: PhotoFault.self) { try rows.add(row[...]) }
  }
}
