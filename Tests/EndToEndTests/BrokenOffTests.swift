import FoundationEssentials
import Glibc
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import LocalPostgres
@testable import mcf

@Suite("mcf up, broken off by ctrl-C")
struct BrokenOffTests {
  @Test("does not take for stopped a Postgres that runs on")
  func stuckServer() async throws {
    let folder = "/tmp/mcf-broken-off-\(UUID().uuidString.prefix(8))"
    let data = folder + "/postgres/data"
    defer {
      for process in (try? ServerProcess.all(on: data)) ?? [] { kill(process.pid, SIGKILL) }
      try? FileManager.default.removeItem(atPath: folder)
    }
    let everything = Everything(
      folder: StateFolder(folder), server: ServerSettings(), hasDemoOrders: false, logger: .silent,
      patience: .milliseconds(500))
    let group = ServiceGroup(services: [everything], logger: .silent)
    let run = Task { try await group.run() }
    // Nobody who migrates waits for it.
    let launcher = try await eventually("a server that is ready") {
      try process("autovacuum launcher", on: data)
    }
    kill(launcher, SIGSTOP)
    await group.triggerGracefulShutdown()
    await #expect {
      try await run.value
    } throws: {
      ($0 as? LocalPostgresError)?.code == .stillRunning && Failure(cause: $0)?.exit == .missing
    }
  }

  /// The pid of a process of the server by the title that it gives itself.
  private func process(_ title: String, on data: String) throws -> pid_t? {
    try ServerProcess.all(on: data).map(\.pid).first {
      let line = FileManager.default.contents(atPath: "/proc/\($0)/cmdline") ?? Data()
      return String(decoding: line, as: UTF8.self).hasPrefix("postgres: \(title)")
    }
  }
}
