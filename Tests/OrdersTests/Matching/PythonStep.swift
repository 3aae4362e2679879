import Subprocess
import Testing

/// Runs `Tests/BlackBox/matching_step.py` for as long as `body` runs.
/// - Parameter body: gets the server's address, without a path.
func withPythonStep<T: Sendable>(_ body: (String) async throws -> T) async throws -> T {
  let file = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  let script = "/\(file)/BlackBox/matching_step.py"
  let result = try await run(
    .name("python3"), arguments: [script], input: .inputWriter, output: .sequence,
    error: .discarded
  ) { execution in
    var lines = execution.standardOutput.strings().makeAsyncIterator()
    let port = try #require(try await lines.next())
    let value = try await body("http://127.0.0.1:\(port)")
    // It ends with its standard input.
    try await execution.standardInputWriter.finish()
    return value
  }
  return result.closureResult
}
