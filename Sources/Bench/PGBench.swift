import ArgumentParser
import FoundationEssentials
import Glibc
import LocalPostgres
import Subprocess
import SystemPackage

/// The yardstick: PostgreSQL's own benchmark.
struct PGBench {
  let url: String
  private let program: FilePath

  init(url: String) throws {
    self.url = url
    // Debian's /usr/bin/pgbench is a Perl script, whose start would count as the client's CPU.
    let folder = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let newest = versions.compactMap { Int($0) }.max()
    guard let newest else {
      throw ValidationError("no pgbench under \(folder); apt-get install postgresql")
    }
    program = FilePath("\(folder)/\(newest)/bin/pgbench")
  }

  func fill(scale: Int) async throws {
    _ = try await run(["-i", "-q", "-s", "\(scale)", url])
  }

  func select(connections: Int, seconds: Int) async throws -> Measurement {
    let cpu = CPUTime.ofChildren()
    let output = try await run(
      ["-S", "-n", "-M", "prepared", "-j", "2", "-c", "\(connections)", "-T", "\(seconds)", url])
    let used = CPUTime.ofChildren() - cpu
    guard
      let queries = number(after: "number of transactions actually processed: ", in: output),
      let rate = number(after: "tps = ", in: output)
    else { throw ValidationError("pgbench said:\n\(output)") }
    return Measurement(queries: Int(queries), elapsed: .seconds(queries / rate), cpu: used)
  }

  private func number(after label: String, in output: String) -> Double? {
    let line = output.split(separator: "\n").first { $0.hasPrefix(label) }
    return line.flatMap { Double($0.dropFirst(label.count).prefix { $0.isNumber || $0 == "." }) }
  }

  private func run(_ arguments: [String]) async throws -> String {
    let result = try await Subprocess.run(
      .path(program), arguments: Arguments(arguments), output: .string(limit: 1 << 16),
      error: .string(limit: 1 << 16))
    guard result.terminationStatus.isSuccess else {
      throw ValidationError("pgbench failed: \(result.standardError)")
    }
    return result.standardOutput
  }
}

/// A server without fsync in a folder of its own, gone afterwards.
func withThrowAwayServer(_ body: (LocalPostgres) async throws -> Void) async throws {
  let folder = "/tmp/mcf-bench-\(getpid())"
  let server = try await LocalPostgres.start(
    in: folder, options: ServerOptions(maxConnections: 100, fsync: false))
  let outcome: Result<Void, any Error>
  do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
  try await server.stop(.immediate)
  try FileManager.default.removeItem(atPath: folder)
  try outcome.get()
}
