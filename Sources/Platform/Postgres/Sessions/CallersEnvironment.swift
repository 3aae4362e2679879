import CLibPQ
import Glibc

/// The variables by which libpq lets whoever starts a process change where, as whom and how it
/// connects, behind the back of its connection strings (PostgreSQL manual, 34.15).
enum CallersEnvironment {
  /// Taken out of the environment before this process's first connection: libpq asks for some of
  /// them even where a connection string says something else, and sends others to every server.
  ///
  /// Somebody who reads the environment on another thread at that moment misses a variable at worst;
  /// glibc moves pointers and frees nothing.
  static let isForgotten: Void = {
    for name in misleading where getenv(name) != nil { unsetenv(name) }
  }()

  private static var misleading: [String] {
    let sentToServers = ["PGTZ", "PGDATESTYLE", "PGGEQO"]
    return ConnectionString.environmentVariables.filter { !isKept($0) } + sentToServers
  }

  /// Secrets, where they lie, and how TLS is to be: nobody is misled by these.
  private static func isKept(_ name: String) -> Bool {
    name.hasPrefix("PGPASS") || name.hasPrefix("PGSSL")
  }
}
