import Testing

@testable import Workers

@Suite struct BatchStateTests {
  @Test func tasksGoOutInOrderAndLostOnesFirst() {
    let state = BatchState(Batch(kind: 0, order: [7, 5, 3, 1]), sequence: 1)
    #expect(state.indexCount == 8)
    #expect([state.take(), state.take(), state.take()] == [0, 1, 2])
    state.finish(1)
    state.putBack([2, 0])
    #expect(state.waiting == 3)
    #expect([state.take(), state.take(), state.take(), state.take()] == [0, 2, 3, nil])
    #expect(state.isDispatched)
  }

  @Test func theWindowSlidesWithTheOldest() {
    let state = BatchState(
      Batch(kind: 0, order: Array(0..<6), admits: { position, oldest in position - oldest < 2 }), sequence: 1)
    #expect([state.take(), state.take(), state.take()] == [0, 1, nil])
    state.finish(1)
    #expect(state.take() == nil)
    state.finish(0)
    #expect(state.oldest == 2)
    #expect([state.take(), state.take(), state.take()] == [2, 3, nil])
  }

  @Test func aClosedWindowStillAdmitsTheOldest() {
    let state = BatchState(Batch(kind: 0, order: [0, 1], admits: { _, _ in false }), sequence: 1)
    #expect([state.take(), state.take()] == [0, nil])
    state.finish(0)
    #expect([state.take(), state.take()] == [1, nil])
  }

  @Test func theFirstFailureInOrderWins() {
    let state = BatchState(Batch(kind: 4, order: [10, 11, 12, 13, 14]), sequence: 1)
    for _ in 0..<4 { _ = state.take() }
    state.fail(3, "late")
    state.putBack([1])
    #expect([state.take(), state.take()] == [1, nil])
    state.fail(1, "early")
    state.fail(2, "between")
    #expect(state.failure == .taskFailed(kind: 4, index: 11, message: "early"))
    #expect(state.isDispatched)
  }

  @Test func threeLossesArePoison() {
    let state = BatchState(Batch(kind: 4, order: [10, 11]), sequence: 1)
    _ = state.take()
    state.blame(0, .signal(9))
    state.blame(1, .signal(9))
    state.blame(0, .hang(deadline: .seconds(1)))
    #expect(state.failure == nil)
    #expect(state.hangs(0) == 1)
    state.blame(0, .exit(1))
    #expect(
      state.failure
        == .poisonTask(kind: 4, index: 10, reasons: [.signal(9), .hang(deadline: .seconds(1)), .exit(1)]))
    #expect(state.isAborted && state.isDispatched)
  }

  @Test func deadlinesFollowTheTasks() {
    let deadline = TaskDeadline(initial: .seconds(100), floor: .seconds(10), factor: 50)
    #expect(deadline.limit(slowest: nil, hangs: 0) == .seconds(100))
    #expect(deadline.limit(slowest: .milliseconds(1), hangs: 0) == .seconds(10))
    #expect(deadline.limit(slowest: .seconds(3), hangs: 0) == .seconds(150))
    #expect(deadline.limit(slowest: .seconds(3), hangs: 2) == .seconds(2400))
  }
}
