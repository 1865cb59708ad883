"""A draft in Chinese and one in English, with characters outside the basic plane before what is looked for."""

ZH = """資料文件

立法會民政事務委員會

𠮷祥社區改善計劃

目的

本文件向委員簡介計劃的進展，工程一覽載於附件二。

背景

2. 政府在二零一五年推出計劃，見附件一。

3. 𠮷祥街的進展見上文第 2 段，工程見附件二第 3 項。

未來路向

5. 𠮷請委員備悉（見第 3 段)本文件的內容。

民政事務局

2018 年 3 月

附件一

撥款安排

1. 𠮷祥街撥款一千萬元。
2. 海傍撥款二千萬元。

附件二

工程一覽

一、道路

1. 重鋪𠮷祥街的路面。
2. 擴闊海傍的行人徑，包括：
(a) 𠮷加設座椅；
(b) 種植樹木。

二、公園

3. 翻新兒童遊樂場。
4. 增設緩跑徑。
"""

EN = """For information

Legislative Council Panel on Home Affairs

Improvement of Kat Cheung Street

Purpose

This paper briefs Members on the scheme, the works of which are listed at Annex B.

Background

2. 😀 The scheme was launched in 2015, and its funding is set out in Annex A.

3. 😀 As stated in paragraph 2 above, it is on time. For the playground, see item 3 of Annex B.

Way Forward

5. 😀 Members are invited to note this paper, and paragraph 3 in particular.

Home Affairs Bureau

March 2018

Annex A

Funding

1. 😀 Ten million dollars for the street.
2. Twenty million dollars for the waterfront.

Annex B

List of Works

I. Roads

1. 😀 Lay the surface of the street again.
2. Widen the walkway of the waterfront, including:
(a) 😀 new benches; and
(b) new trees.

II. Parks

3. Renew the playground.
4. Build a running track.
"""
