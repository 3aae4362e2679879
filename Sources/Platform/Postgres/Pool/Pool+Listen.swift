extension Pool {
  func listen(to channel: String, _ subscriber: Subscriber) {
    listener.subscribe(subscriber, to: channel)
    pump()
  }

  func unlisten(_ channel: String, _ subscriber: SubscriberID) {
    listener.unsubscribe(subscriber, from: channel)
    pump()
  }

  func notified(_ notification: (channel: String, payload: String)) {
    listener.notified(notification.channel, payload: notification.payload)
  }

  func pumpListener() {
    while let action = listener.nextAction(now: loop.now) {
      switch action {
      case .connect: connect(.listener)
      case .listen(let channels, let id):
        say(
          channels.map { "listen \(quotedIdentifier($0))" }, .listening(channels: channels), on: id)
      case .unlisten(let channel, let id):
        say(["unlisten \(quotedIdentifier(channel))"], .nobody, on: id)
      case .close(let id): loop.session(id).map(loop.forget)
      }
    }
    loop.wake(at: listener.nextDeadline)
  }

  private func say(_ commands: [String], _ reply: Ticket.Reply, on id: SessionID) {
    let statements = commands.map {
      BoundStatement(PostgresQuery(unescaped: $0), name: "listen")
    }
    let job = Job(pool: self.id, work: .many(statements))
    loop.session(id)?.submit(Ticket(job: job, reply: reply))
  }
}
