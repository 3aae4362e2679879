import HTTPTypes
public import ServiceKit

/// Who may do what with a service: each operation of its OpenAPI document, with the status that each
/// caller is answered.
public struct AccessMatrix: Sendable {
  private let service: any ServiceModule.Type
  private let columns: [String]
  private let rows: [Row]

  private struct Row: Sendable {
    let text: String
    let method: HTTPRequest.Method
    /// As the document has it; a query may follow.
    let path: String
    let body: [UInt8]?
    let statuses: [Int]

    var operation: String { "\(method.rawValue) \(path.prefix { $0 != "?" })" }
  }

  /// - Parameters:
  ///   - columns: the callers in words. The last column is everybody of the roles that none of the
  ///     others has.
  ///   - rows: `POST /api/cats/{id} {"name": "Mura"}` with the statuses, a column each. They are tried
  ///     in this order, and in each the columns in theirs: who changes something comes last.
  public init(
    of service: any ServiceModule.Type, columns: [String], rows: KeyValuePairs<String, [Int]>
  ) {
    self.service = service
    self.columns = columns
    self.rows = rows.map { text, statuses in
      let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
      return Row(
        text: text, method: HTTPRequest.Method(parts[0]) ?? .get, path: parts[1],
        body: parts.count == 3 ? Array(parts[2].utf8) : nil, statuses: statuses)
    }
  }

  /// Where the matrix and the service differ, a sentence each: operations that one of them lacks, and
  /// answers with another status than the matrix says, or without what belongs to a refusal.
  ///
  /// - Parameters:
  ///   - callers: a caller a column but for the last; nil: nobody.
  ///   - refusals: by columns, the problem that each 403 there is, where it is a special one.
  ///   - parameters: what a path's parameters stand for; asked before each row.
  public func differences(
    _ api: TestAPI, callers: [Caller?], refusals: [String: String] = [:],
    parameters: (_ path: String) async throws -> [String: String]
  ) async throws -> [String] {
    guard columns.count == callers.count + 1,
      rows.allSatisfy({ $0.statuses.count == columns.count })
    else { return ["each row has a status, and each column but the last a caller"] }
    let known = callers.reduce(into: Set<Role>()) { $0.formUnion($1?.roles ?? []) }
    let others = Role.allCases.filter { !known.contains($0) }
      .map { Caller(subject: "somebody else", roles: [$0]) }
    let groups: [[Caller?]] = callers.map { [$0] } + [others]
    var differences = try forgotten()
    for row in rows {
      let path = try await parameters(row.path).reduce(row.path) {
        $0.replacing("{\($1.key)}", with: $1.value)
      }
      for (column, group) in groups.enumerated() {
        for caller in group {
          let answer = try await api.send(row.method, path, as: caller, row.body)
          let difference = Self.difference(
            answer, row.statuses[column], refusal: refusals[columns[column]])
          guard let difference else { continue }
          let name = caller.map { $0.roles.map(\.rawValue).sorted().joined(separator: ", ") }
          differences.append("\(row.text): \(columns[column]) (\(name ?? "–")): \(difference)")
        }
      }
    }
    return differences
  }

  private static func difference(
    _ answer: TestAnswer, _ status: Int, refusal: String?
  ) -> String? {
    if answer.status != status { return "\(answer.status), not \(status): \(answer.text)" }
    if status == 401, answer.headers[.wwwAuthenticate] == nil { return "401 names no scheme" }
    if status >= 400, answer.problem == nil { return "\(status) is no problem document" }
    if status == 403, let refusal, answer.problem != refusal { return "403 is no \(refusal)" }
    return nil
  }

  /// Operations without a row, and rows without an operation.
  private func forgotten() throws -> [String] {
    let documented = Set(try OpenAPIDocument.operations(of: service))
    let listed = Set(rows.map(\.operation))
    return documented.subtracting(listed).sorted().map { "no row: \($0)" }
      + listed.subtracting(documented).sorted().map { "not in the document: \($0)" }
  }
}
