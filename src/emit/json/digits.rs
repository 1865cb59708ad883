//! Numbers in digits, without a loop or a branch: a tree has ten numbers a block.

/// The digits of a number below a hundred million, from the lowest byte of a word on, and
/// how many there are. What stands behind them means nothing.
#[inline(always)]
pub(super) fn of(value: u32) -> Option<(u64, usize)> {
    if value >= 100_000_000 {
        return None;
    }
    let digits = eight(value);
    // The last digit stands, even if it is a 0.
    let zeros = (digits | 1 << 56).trailing_zeros() / 8;
    Some(((digits | ZEROS) >> (zeros * 8), 8 - zeros as usize))
}

/// `00000000`.
const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);

/// The eight digits of a number below a hundred million, as values from the first byte on.
/// Halves, quarters and single digits are parted in one word together, each by
/// multiplication with a rounded reciprocal that is exact for what stands in its lane.
#[inline(always)]
fn eight(value: u32) -> u64 {
    let (high, low) = (value / 10_000, value % 10_000);
    let fours = u64::from(high) | u64::from(low) << 32;
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | (twos - tens * 10) << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_standard_library() {
        let edges = (0..10).map(|n| 10u32.pow(n)).flat_map(|n| [n - 1, n, n + 1]);
        let spread = (0..2_000_000u32).map(|n| n.wrapping_mul(2_654_435_761) >> (n % 32));
        for value in (0..100_100).chain(edges).chain(spread).filter(|&n| n < 100_000_000) {
            let (digits, count) = of(value).unwrap();
            assert_eq!(std::str::from_utf8(&digits.to_le_bytes()[..count]).unwrap(), value.to_string());
        }
        assert_eq!(of(100_000_000), None);
        assert_eq!(of(u32::MAX), None);
    }
}
