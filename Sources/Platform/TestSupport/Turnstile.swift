/// Lets a few in at a time: tests all start at once, and a hundred servers on two cores are of no
/// use to anybody.
actor Turnstile {
  static let databases = Turnstile(permits: 24)
  static let servers = Turnstile(permits: 4)

  /// Whoever is in may come in again, for a second database or server: it would else wait for
  /// those who wait for it.
  @TaskLocal static var isInside = false

  private var permits: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(permits: Int) { self.permits = permits }

  func enter() async {
    if permits > 0 {
      permits -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty {
      permits += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}

/// Runs `body` once the turnstile lets it in.
func withPermit<T>(
  of turnstile: Turnstile, isolation: isolated (any Actor)? = #isolation,
  _ body: () async throws -> T
) async throws -> T {
  if Turnstile.isInside { return try await body() }
  await turnstile.enter()
  do {
    let value = try await Turnstile.$isInside.withValue(true) { try await body() }
    await turnstile.leave()
    return value
  } catch {
    await turnstile.leave()
    throw error
  }
}
